package com.example.tide;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@SpringBootApplication
public class TideApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(TideApplication.class, arguments);
    }

    @GetMapping("/")
    String hello() {
        return "Hello from Spring Boot and Gradle";
    }
}
