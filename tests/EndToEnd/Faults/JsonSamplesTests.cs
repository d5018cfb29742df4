using Dcmon.EndToEnd.Agents;
using Dcmon.EndToEnd.Processes;
using Dcmon.EndToEnd.Stored;
using Dcmon.Testing;

namespace Dcmon.EndToEnd.Faults;

/// <summary>A program that reports plain JSON, again and again until it has an answer, to a server that is killed meanwhile.</summary>
public sealed class JsonSamplesTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Samples_ServerKilledAndRequestsRepeated_AreStoredOnce()
    {
        await using var server = await ServerProcess.StartAsync(output);
        using var program = await RawAgent.EnrollAsync(server);
        var first = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - 60_000;
        const int requests = 40;
        for (var i = 0; i < requests; i++)
        {
            if (i % 20 == 10)
            {
                // While a request may be on its way.
                var lost = program.SendSamplesAsync(Body(first, i));
                await server.Process.KillAsync();
                await Record.ExceptionAsync(() => lost);
                await server.StartAgainAsync();
            }

            var (stored, duplicates) = await RepeatAsync(program, Body(first, i));
            Assert.Equal(2, stored + duplicates);
        }

        Assert.Equal((0, 2), await program.SendSamplesAsync(Body(first, 0)));
        var values = await History.ValuesAsync(server, "queue_length", program.ClientId);
        Assert.Equal(Enumerable.Range(0, requests).Select(i => (first + i * 1000, (double)i)), values);
        Assert.Equal(requests, SeriesDatabase.Reports(server).Count(each => each.Client == program.ClientId));
    }

    private static string Body(long first, int i) =>
        $$$"""
        [{"timestamp":{{{first + i * 1000}}},"metric_name":"queue_length","value":{{{i}}},"labels":{"queue":"a"}},
         {"timestamp":{{{first + i * 1000}}},"metric_name":"jobs_total","value":{{{i * 3}}}}]
        """;

    private static async Task<(int Stored, int Duplicates)> RepeatAsync(RawAgent program, string body)
    {
        (int, int)? answer = null;
        await Eventually.HoldsAsync(async () =>
        {
            try
            {
                answer = await program.SendSamplesAsync(body);
            }
            catch (HttpRequestException)
            {
                return false;
            }

            return true;
        }, "the samples are stored");
        return answer!.Value;
    }
}
