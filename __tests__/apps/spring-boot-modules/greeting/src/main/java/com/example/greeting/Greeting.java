package com.example.greeting;

public record Greeting(String from) {

    @Override
    public String toString() {
        return "Hello from " + from;
    }
}
