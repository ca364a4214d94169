/**
 * Asks the server on $PORT with bash alone, for images that have neither curl nor a runtime that speaks HTTP. Debian's
 * and Ubuntu's images have bash, distroless ones do not. `checksHost`: the server may refuse the probe's own Host header,
 * which is an answer. Source: Bash manual, "Redirections", /dev/tcp.
 */
export function bashProbe(path: string, checksHost = false): readonly string[] {
  // At `/` any answer but a server error will do: an API may well have nothing there.
  const good = path === '/' || checksHost ? '[1-4]' : '[23]'
  return [
    'bash',
    '-c',
    `exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET ${path} HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [[ $status == ${good}* ]]`,
  ]
}
