port ENV.fetch("PORT", 9000)
threads 1, 5
