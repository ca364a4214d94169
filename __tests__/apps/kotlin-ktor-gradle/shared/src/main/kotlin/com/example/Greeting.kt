package com.example

fun greeting(from: String): String = "Hello from $from"
