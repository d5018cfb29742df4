using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;
using Xunit;

namespace Dcmon.Wire.Tests;

public sealed class MachineFactsTests
{
    /// <summary>What an agent sends that knows nothing of boots, GPUs, controllers and collectors.</summary>
    private const string FromAnOlderAgent = """
        {"hostName":"h","machineId":"m","operatingSystem":"o","kernel":"k","architecture":"x86_64","cpuModel":"c","cpuCores":2,"memoryBytes":3,
        "boardVendor":"v","boardModel":"b","drives":[{"device":"sda","model":"d","sizeBytes":4,"rotational":true}],"agentVersion":"0.1"}
        """;

    [Fact]
    public void Read_FromAnOlderAgent_LeavesTheRestUnknown() => Assert.Equivalent(
        new MachineFacts("h", "m", "o", "k", "x86_64", "c", 2, 3, "v", "b", [new DriveFacts("sda", "d", 4, true)], "0.1"), Read(FromAnOlderAgent), strict: true);

    [Fact]
    public void Read_FromANewerAgent_SkipsWhatIsNotKnownHere()
    {
        var facts = Read("""{"hostName":"h","later":{"a":[1]},"gpus":[{"index":1,"later":2}],"collectors":[{"name":"c","state":"resting"}]}""");
        Assert.Equal(1, Assert.Single(facts.Gpus!).Index);
        Assert.Equal("resting", Assert.Single(facts.Collectors!).State);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"hostName\":null}")]
    [InlineData("{\"hostName\":\"\"}")]
    [InlineData("{\"hostName\":1}")]
    [InlineData("{\"hostName\":\"h\",\"drives\":[null]}")]
    [InlineData("{\"hostName\":\"h\",\"drives\":[{}]}")]
    [InlineData("{\"hostName\":\"h\",\"drives\":[{\"device\":null}]}")]
    [InlineData("{\"hostName\":\"h\",\"gpus\":[null]}")]
    [InlineData("{\"hostName\":\"h\",\"gpus\":[{\"index\":-1}]}")]
    [InlineData("{\"hostName\":\"h\",\"gpus\":[{\"index\":0,\"defaultPowerLimitWatts\":1e999}]}")]
    [InlineData("{\"hostName\":\"h\",\"gpus\":7}")]
    [InlineData("{\"hostName\":\"h\",\"frus\":[{\"serial\":\"s\"}]}")]
    [InlineData("{\"hostName\":\"h\",\"collectors\":[{\"name\":\"c\"}]}")]
    [InlineData("{\"hostName\":\"h\",\"collectors\":[{\"state\":\"up\"}]}")]
    [InlineData("{\"hostName\":\"h\",\"bootTime\":-1}")]
    [InlineData("{\"hostName\":\"h\",\"bootTime\":9000000000000000000}")]
    [InlineData("{\"hostName\":\"h\"")]
    [InlineData("{\"hostName\":\"\xff\"}")]
    public void Read_FactsThatAreNone_AreRefused(string json) => Assert.Throws<WireFormatException>(() => Read(json));

    [Fact]
    public void Sample_HasEachFact_SoThatTheTestsBelowMeetIt()
    {
        var facts = Json();
        (Type Type, JsonNode? Json)[] all =
        [
            (typeof(MachineFacts), facts), (typeof(DriveFacts), facts["drives"]![0]), (typeof(GpuFacts), facts["gpus"]![0]),
            (typeof(BmcFacts), facts["bmc"]), (typeof(FruFacts), facts["frus"]![0]), (typeof(CollectorFacts), facts["collectors"]![1]),
        ];
        Assert.All(all, each => Assert.Equal(each.Type.GetProperties().Length, each.Json!.AsObject().Count));
    }

    [Fact]
    public void Read_AnyTextTooLong_IsRefused()
    {
        var texts = Texts(Json()).Count();
        for (var i = 0; i < texts; i++)
        {
            var facts = Json();
            Texts(facts).ElementAt(i).ReplaceWith(new string('x', WireLimits.MaxFactLength));
            Read(facts.ToJsonString());
            Texts(facts).ElementAt(i).ReplaceWith(new string('x', WireLimits.MaxFactLength + 1));
            Assert.Throws<WireFormatException>(() => Read(facts.ToJsonString()));
        }
    }

    [Theory]
    [InlineData("drives", WireLimits.MaxDrives)]
    [InlineData("gpus", WireLimits.MaxFactItems)]
    [InlineData("frus", WireLimits.MaxFactItems)]
    [InlineData("collectors", WireLimits.MaxFactItems)]
    public void Read_TooManyOfAKind_AreRefused(string list, int most)
    {
        Read(With(most));
        Assert.Contains($"{most + 1} ", Assert.Throws<WireFormatException>(() => Read(With(most + 1))).Message);

        string With(int count)
        {
            var facts = Json();
            var first = facts[list]![0]!;
            facts[list] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => first.DeepClone())]);
            return facts.ToJsonString();
        }
    }

    [Fact]
    public void Read_TextsTooLongTogether_AreRefused()
    {
        var facts = Json();
        var drive = facts["drives"]![0]!;
        drive["model"] = new string('x', WireLimits.MaxFactLength);
        facts["drives"] = new JsonArray([.. Enumerable.Range(0, 300).Select(_ => drive.DeepClone())]);
        Assert.Contains($"{WireLimits.MaxFactsLength}", Assert.Throws<WireFormatException>(() => Read(facts.ToJsonString())).Message);
    }

    private static JsonNode Json() => JsonSerializer.SerializeToNode(Samples.Facts, WireJson.Default.MachineFacts)!;

    private static IEnumerable<JsonNode> Texts(JsonNode node) => node switch
    {
        JsonObject all => all.SelectMany(each => Texts(each.Value!)),
        JsonArray all => all.SelectMany(each => Texts(each!)),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value],
        _ => [],
    };

    private static MachineFacts Read(string json)
    {
        var bytes = json.Contains('\xff') ? Encoding.Latin1.GetBytes(json) : Encoding.UTF8.GetBytes(json);
        var writer = new WireWriter();
        writer.Bytes("DCM1"u8);
        writer.Byte(2);
        writer.Varint((ulong)bytes.Length);
        writer.Bytes(bytes);
        return ReportMessageFormat.Read(writer.Written).Facts!;
    }
}
