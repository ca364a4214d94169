package com.example;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.Micronaut;

@Controller("/")
public class Lantern {

    public static void main(String[] arguments) {
        Micronaut.run(Lantern.class, arguments);
    }

    @Get(produces = MediaType.TEXT_PLAIN)
    String hello() {
        return "Hello from Micronaut";
    }
}
