var app = Microsoft.AspNetCore.Builder.WebApplication.Create(args);
app.MapGet("/", () => Words.hello);
app.MapGet("/health", () => "well");
app.Run("http://0.0.0.0:5080");
