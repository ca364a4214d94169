<?php

namespace App\Controller;

use Symfony\Component\HttpFoundation\Response;
use Symfony\Component\Routing\Attribute\Route;

final class HomeController
{
    #[Route('/')]
    public function home(): Response
    {
        return new Response('Hello from Symfony');
    }

    #[Route('/healthz', methods: ['GET'])]
    public function health(): Response
    {
        return new Response(status: 204);
    }
}
