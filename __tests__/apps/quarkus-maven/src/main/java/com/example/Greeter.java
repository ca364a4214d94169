package com.example;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/")
public class Greeter {

    @GET
    public String hello() {
        return "Hello from Quarkus";
    }
}
