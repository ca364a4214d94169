package com.example;

import io.javalin.Javalin;

public class Ferry {

    private static final String PORT = System.getenv("PORT");

    public static void main(String[] arguments) {
        Javalin.create()
            .get("/", context -> context.result("Hello from Javalin"))
            .get("/healthz", context -> context.status(204))
            .start(PORT == null ? 7000 : Integer.parseInt(PORT));
    }
}
