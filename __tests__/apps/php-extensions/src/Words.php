<?php

namespace Greeting;

use NumberFormatter;

final class Words
{
    public function hello(): string
    {
        return 'Hello from ' . (new NumberFormatter('en', NumberFormatter::SPELLOUT))->format(4) . ' extensions';
    }
}
