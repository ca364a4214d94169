<?php

require __DIR__ . '/../vendor/autoload.php';

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
header('Content-Type: text/plain');

if ($path === '/healthz') {
    exit('well');
}
$missing = array_filter(['gd', 'intl', 'pdo_pgsql', 'redis', 'Zend OPcache'], fn ($name) => !extension_loaded($name));
if ($missing !== []) {
    http_response_code(500);
    exit('missing: ' . implode(', ', $missing));
}
echo (new Greeting\Words())->hello();
