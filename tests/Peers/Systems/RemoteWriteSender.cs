using System.Net.Http.Headers;
using Dcmon.Peers.RemoteWrite;
using Dcmon.Simulation.RandomWalk;

namespace Dcmon.Peers.Systems;

/// <summary>Sends over remote write.</summary>
internal sealed class RemoteWriteSender(GeneratedHost host, HttpClient http) : HostSender(host)
{
    private readonly RemoteWriteEncoder _encoder = new(host);

    /// <inheritdoc/>
    public override async Task SendAsync(SampleBatch batch)
    {
        Host.Fill(batch);
        using var content = new ByteArrayContent(_encoder.Encode(batch));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        content.Headers.ContentEncoding.Add("snappy");
        content.Headers.Add("X-Prometheus-Remote-Write-Version", "0.1.0");
        using var answer = await http.PostAsync("/api/v1/write", content);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(
                $"{http.BaseAddress} answers {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}
