package com.example.admin;

import com.example.greeting.Greeting;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@SpringBootApplication
public class AdminApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(AdminApplication.class, arguments);
    }

    @GetMapping("/")
    String hello() {
        return new Greeting("the administration").toString();
    }

    @GetMapping("/healthz")
    String health() {
        return "ok";
    }
}
