import { Controller, Get, Module } from '@nestjs/common'

@Controller()
class AppController {
  @Get()
  index(): string {
    return 'Hello from Nest'
  }
}

@Controller('health')
class HealthController {
  @Get()
  check(): string {
    return 'ok'
  }
}

@Module({ controllers: [AppController, HealthController] })
export class AppModule {}
