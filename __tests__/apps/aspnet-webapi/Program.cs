var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHealthChecks();

var app = builder.Build();
app.MapGet("/", () => "Hello from ASP.NET Core");
app.MapHealthChecks("/healthz");
app.Run();
