use actix_web::{get, App, HttpServer, Responder};

#[get("/")]
async fn home() -> impl Responder {
    std::fs::read_to_string("templates/home.txt")
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    HttpServer::new(|| App::new().service(home))
        .workers(1)
        .bind(("0.0.0.0", 8088))?
        .run()
        .await
}
