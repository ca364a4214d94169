require('node:http').createServer((_, response) => response.end('Hello from the API')).listen(process.env.PORT)
