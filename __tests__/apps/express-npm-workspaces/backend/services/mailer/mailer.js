require('node:http').createServer((_, response) => response.end('Hello from the mailer')).listen(process.env.PORT)
