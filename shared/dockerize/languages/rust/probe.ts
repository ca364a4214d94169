/** The source of a program that asks the server on $PORT, for images without a shell. Exits 0 when it answers well. */
export function rustProbe(path: string): readonly string[] {
  // At `/` any answer but a server error will do: an API may well have nothing there.
  const bad = path === '/' ? '5' : '4'
  const request = JSON.stringify(`GET ${path} HTTP/1.0\r\nHost: localhost\r\n\r\n`)
  return `use std::io::{Read, Write};
use std::time::Duration;

fn main() {
    std::process::exit(if answers().unwrap_or(false) { 0 } else { 1 });
}

fn answers() -> std::io::Result<bool> {
    let port = std::env::var("PORT").unwrap_or_default();
    let mut server = std::net::TcpStream::connect(format!("127.0.0.1:{}", port))?;
    server.set_read_timeout(Some(Duration::from_secs(4)))?;
    server.write_all(b${request})?;
    let mut status = [0; 10];
    server.read_exact(&mut status)?;
    Ok(status[9] < b'${bad}')
}`.split('\n')
}
