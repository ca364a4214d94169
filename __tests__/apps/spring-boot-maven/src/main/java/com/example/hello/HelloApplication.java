package com.example.hello;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@SpringBootApplication
public class HelloApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(HelloApplication.class, arguments);
    }

    @GetMapping("/")
    String hello() {
        return "Hello from Spring Boot";
    }
}
