using System.Text;
using Xunit;

namespace Dcmon.Settings.Tests;

/// <summary>A settings file that is damaged in any way is read, or refused with reasons; nothing else comes of it.</summary>
public sealed class SettingsFuzzTests : IDisposable
{
    private const int Seed = 20_261_201;

    private const string Good = """
        name: web-1 # the machine
        interval: 10m
        server:
          port: 443
          is_open: true
          share: 0.25
          max_size: 1GB
          color: dark_blue
          address: https://example.org/
          limit: 3
          names: [a, "b c", 'd']
        targets:
          one:
            url: x
        """;

    private static readonly string[] Foreign =
    [
        "&a [*a, *a]", "<<: *a", "!!binary x", "!<tag:yaml.org,2002:int> 1", "? a", "--- ", "...", "\t", "\r", "\0", "\uFEFF", "\u202e", ": ", "- ", "{", "}", "[", "]", "|", ">",
        "%YAML 9.9", "'", "\"", "\\", "null", "~", "1e999", "-1", "9223372036854775808", "0x", "NaN", "99999999999d", "1PB", "yes", "\u00ff\u00c3",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("dcmon-settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_DamagedFile_IsReadOrRefusedWithReasons()
    {
        Load(Good);
        var (random, refused) = (new Random(Seed), 0);
        for (var round = 0; round < 5_000; round++)
        {
            var text = Damage(Good, random);
            try
            {
                Load(text);
            }
            catch (SettingsException wrong)
            {
                refused++;
                Assert.All(wrong.Problems, problem => Assert.False(string.IsNullOrWhiteSpace(problem)));
            }
            catch (Exception other)
            {
                Assert.Fail($"round {round}: {other}\n{text}");
            }
        }

        Assert.InRange(refused, 1_000, 5_000);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public void Load_NestedWithoutEnd_IsRefused(string level)
        => Assert.Throws<SettingsException>(() => Load("server: " + new StringBuilder().Insert(0, level, 100_000)));

    [Fact]
    public void Load_AliasesThatGrow_IsRefused()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++) text.Append($"a{i}: &a{i} [").AppendJoin(", ", Enumerable.Repeat($"*a{i - 1}", 10)).Append("]\n");
        Assert.Throws<SettingsException>(() => Load(text.ToString()));
    }

    private SampleSettings Load(string text)
    {
        var file = Path.Combine(_folder, "settings.yaml");
        // What is no text becomes bytes that are no UTF-8.
        File.WriteAllBytes(file, Encoding.Latin1.GetBytes(text));
        return SettingsLoader.Load<SampleSettings>(file, new Dictionary<string, string>(), []);
    }

    private static string Damage(string text, Random random)
    {
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var (from, to) = (random.Next(text.Length + 1), random.Next(text.Length + 1));
            if (from > to) (from, to) = (to, from);
            text = random.Next(5) switch
            {
                0 => text[..from],
                1 => text[..to] + text[from..],
                2 => text[..from] + text[to..],
                _ => text[..from] + Foreign[random.Next(Foreign.Length)] + text[from..],
            };
        }

        return text;
    }
}
