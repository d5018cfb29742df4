using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dcmon.Web.Tests.Api;

/// <summary>The document of the API that the types of the dashboard's code are generated from.</summary>
[Collection(SharedServer.Name)]
public class OpenApiDocumentTests(RunningServer server)
{
    /// <summary>With this environment variable set, the file is written rather than compared.</summary>
    private const string Update = "DCMON_UPDATE_OPENAPI";

    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string File
    {
        get
        {
            var metadata = typeof(OpenApiDocumentTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>();
            var root = metadata.Single(each => each.Key == "RepositoryRoot").Value!;
            return Path.GetFullPath(Path.Combine(root, "web/client/src/api/openapi.json"));
        }
    }

    [Fact]
    public async Task Document_IsTheOneThatTypesOfTheDashboardAreGeneratedFrom()
    {
        using var http = await server.LogInAsync();
        var document = Normalized(await http.GetStringAsync("/openapi/v1.json"));
        if (Environment.GetEnvironmentVariable(Update) is { Length: > 0 })
            await System.IO.File.WriteAllTextAsync(File, document);
        var generatedFrom = System.IO.File.Exists(File) ? await System.IO.File.ReadAllTextAsync(File) : "";
        Assert.True(
            document == generatedFrom,
            $"The API is not what {File} says. Run {Update}=1 dotnet test tests/Web --filter "
            + "FullyQualifiedName~OpenApiDocumentTests, then npm run generate in web/client, and look at what changed.");
    }

    /// <summary>The document without what depends on where the server runs.</summary>
    private static string Normalized(string json)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        document.Remove("servers");
        return document.ToJsonString(Written) + "\n";
    }
}
