use tiny_http::{Response, Server};

fn main() {
    ctrlc::set_handler(|| std::process::exit(0)).unwrap();
    let server = Server::http("0.0.0.0:7000").unwrap();
    for request in server.incoming_requests() {
        request.respond(Response::from_string(greeting::of("a workspace"))).unwrap();
    }
}
