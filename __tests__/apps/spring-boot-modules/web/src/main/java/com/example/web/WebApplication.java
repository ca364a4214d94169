package com.example.web;

import com.example.greeting.Greeting;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@SpringBootApplication
public class WebApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(WebApplication.class, arguments);
    }

    @GetMapping("/")
    String hello() {
        return new Greeting("a Spring Boot module").toString();
    }

    @GetMapping("/healthz")
    String health() {
        return "ok";
    }
}
