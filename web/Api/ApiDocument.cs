using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Dcmon.Web.Api;

/// <summary>
/// The description of the API, <c>/openapi/v1.json</c>. The types of the dashboard's code are generated from it.
/// </summary>
internal static class ApiDocument
{
    /// <summary>
    /// Registers the document: the routes below <c>/api</c>, with numbers as <see cref="ApiJson"/> writes them.
    /// </summary>
    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.ShouldInclude = route => route.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddSchemaTransformer((schema, context, _) =>
        {
            DescribeNumbers(schema, context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            RequireAnswered(document);
            return Task.CompletedTask;
        });
    });

    /// <summary>Documents that a route also answers CSV.</summary>
    public static Task AnswersCsv(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var text = new OpenApiSchema { Type = JsonSchemaType.String };
        operation.Responses!["200"].Content!["text/csv"] = new OpenApiMediaType { Schema = text };
        return Task.CompletedTask;
    }

    /// <summary>
    /// Numbers have converters of their own, of which the generator knows nothing; integers are never strings.
    /// </summary>
    private static void DescribeNumbers(OpenApiSchema schema, Type type)
    {
        var number = Nullable.GetUnderlyingType(type) ?? type;
        if (TypeOf(number) is { } own)
        {
            schema.Type = number == type ? own : own | JsonSchemaType.Null;
            schema.Pattern = null;
        }
        else if (type == typeof(double[]))
        {
            // In these, NaN is "no value".
            schema.Type = JsonSchemaType.Array;
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.Number | JsonSchemaType.Null, Format = "double" };
        }
        else if (type == typeof(long[]))
        {
            schema.Type = JsonSchemaType.Array;
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" };
        }
        else if (typeof(IEnumerable<double>).IsAssignableFrom(type))
        {
            schema.Items ??= new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double" };
        }
    }

    private static JsonSchemaType? TypeOf(Type number) =>
        number == typeof(double) ? JsonSchemaType.Number
        : number == typeof(int) || number == typeof(long) ? JsonSchemaType.Integer
        : null;

    /// <summary>What is only answered has all its properties, those that are null included.</summary>
    private static void RequireAnswered(OpenApiDocument document)
    {
        var operations = document.Paths.Values.SelectMany(path => path.Operations!.Values).ToList();
        var asked = Named(document, operations.SelectMany(operation => operation.RequestBody?.Content?.Values ?? []));
        var answered = Named(document, operations.SelectMany(operation => operation.Responses!)
            .Where(response => response.Key.StartsWith('2'))
            .SelectMany(response => response.Value.Content?.Values ?? []));
        foreach (var name in answered.Except(asked))
        {
            if (document.Components!.Schemas![name] is OpenApiSchema { Properties: { } properties } schema)
                schema.Required = properties.Keys.ToHashSet();
        }
    }

    /// <summary>The names of all schemas that bodies consist of.</summary>
    private static HashSet<string> Named(OpenApiDocument document, IEnumerable<OpenApiMediaType> bodies)
    {
        var names = new HashSet<string>();
        var left = new Stack<IOpenApiSchema?>(bodies.Select(body => body.Schema));
        while (left.TryPop(out var schema))
        {
            if (schema is OpenApiSchemaReference { Reference.Id: { } name })
            {
                if (names.Add(name)) left.Push(document.Components!.Schemas![name]);
                continue;
            }

            if (schema is null) continue;
            foreach (var part in Parts(schema)) left.Push(part);
        }

        return names;
    }

    private static IEnumerable<IOpenApiSchema?> Parts(IOpenApiSchema schema) =>
    [
        schema.Items, schema.AdditionalProperties,
        .. schema.Properties?.Values ?? [], .. schema.OneOf ?? [], .. schema.AnyOf ?? [], .. schema.AllOf ?? [],
    ];
}
