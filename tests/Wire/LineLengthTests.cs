using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Dcmon.Wire.Tests;

/// <summary>
/// Holds C# code to <c>max_line_length</c> of <c>.editorconfig</c>, which neither the compiler nor the formatter enforces.
/// </summary>
public sealed partial class LineLengthTests
{
    private static readonly string Root = Path.GetFullPath(
        typeof(LineLengthTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(each => each.Key == "RepositoryRoot").Value!);

    [Fact]
    public void Lines_WithoutStringLiteral_AreWithinMaxLineLength()
    {
        var limit = int.Parse(Limit().Match(File.ReadAllText(Path.Combine(Root, ".editorconfig"))).Groups[1].Value);
        var names = Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file)).Where(name => !NotSource().IsMatch(name));
        Assert.Empty(names.SelectMany(name => TooLong(name, limit)));
    }

    /// <summary>A string literal is not broken for its length: in one piece it can be found by a search.</summary>
    private static IEnumerable<string> TooLong(string name, int limit)
    {
        var (number, isInRawLiteral) = (0, false);
        foreach (var line in File.ReadLines(Path.Combine(Root, name)))
        {
            number++;
            if (line.Split("\"\"\"").Length % 2 == 0) isInRawLiteral = !isInRawLiteral;
            var hasLiteral = isInRawLiteral || (line.Contains('"') && !line.TrimStart().StartsWith("//", StringComparison.Ordinal));
            if (line.Length > limit && !hasLiteral)
                yield return $"{name}:{number} has {line.Length} columns";
        }
    }

    [GeneratedRegex(@"^max_line_length = (\d+)$", RegexOptions.Multiline)]
    private static partial Regex Limit();

    [GeneratedRegex("(^|/)(bin|obj|node_modules|artifacts)/")]
    private static partial Regex NotSource();
}
