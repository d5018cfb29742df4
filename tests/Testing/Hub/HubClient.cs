using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Dcmon.Testing.Hub;

/// <summary>
/// A connection to a SignalR hub over its JSON protocol: Microsoft's client is not in every package feed, and hides
/// what a slow reader needs.
/// </summary>
public sealed class HubClient : IAsyncDisposable
{
    private const byte EndOfRecord = 0x1e;
    private const int Invocation = 1, Completion = 3, Ping = 6;

    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);
    private static readonly byte[] PingRecord = Record(new { type = Ping });
    private static readonly byte[] CompletionStart = Encoding.UTF8.GetBytes($$"""{"type":{{Completion}}""");

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _invocations = [];
    private readonly bool _keepEvents;
    private TaskCompletionSource _mayRead = Done();
    private Task _reading = Task.CompletedTask;
    private Task _pinging = Task.CompletedTask;
    private int _invoked;
    private long _received;
    private long _records;

    private HubClient(bool keepEvents) => _keepEvents = keepEvents;

    /// <summary>Events, in the order in which they came; empty where they are not kept.</summary>
    public ConcurrentQueue<HubEvent> Events { get; } = [];

    /// <summary>Bytes of all records.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Records: events, answers and pings.</summary>
    public long Records => Interlocked.Read(ref _records);

    /// <summary>Ends, in whatever way, when the connection is closed.</summary>
    public Task Closed => _reading;

    /// <summary>Connects.</summary>
    /// <param name="hub">The hub's address, https.</param>
    /// <param name="cookies">The session.</param>
    /// <param name="keepEvents">False where events only count: they are not even read.</param>
    /// <param name="origin">Origin of the page, as a browser sends it; null: none, as programs do.</param>
    public static async Task<HubClient> ConnectAsync(Uri hub, CookieContainer cookies, bool keepEvents = true, string? origin = null)
    {
        var client = new HubClient(keepEvents);
        client._socket.Options.Cookies = cookies;
        if (origin is not null) client._socket.Options.SetRequestHeader("Origin", origin);
        // The certificate is of the server's own CA; what is tested here is not whom a browser trusts.
        client._socket.Options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        await client._socket.ConnectAsync(new UriBuilder(hub) { Scheme = "wss" }.Uri, client._closing.Token);
        client._reading = client.ReadAsync();
        await client.SendAsync(Record(new { protocol = "json", version = 1 }));
        client._pinging = client.PingAsync();
        return client;
    }

    /// <summary>Calls a method of the hub.</summary>
    /// <exception cref="HubRefusedException">The hub answered with an error.</exception>
    public async Task<JsonElement> InvokeAsync(string target, params object[] arguments)
    {
        var id = $"{Interlocked.Increment(ref _invoked)}";
        var answer = _invocations[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(Record(new { type = Invocation, invocationId = id, target, arguments }));
        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
    }

    /// <summary>Sends bytes that may be no record.</summary>
    public Task SendRawAsync(byte[] bytes) => SendAsync(bytes);

    /// <summary>Reads nothing more until <see cref="Resume"/>: the network's buffers fill up.</summary>
    public void Pause() => _mayRead = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends <see cref="Pause"/>.</summary>
    public void Resume() => _mayRead.TrySetResult();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        Resume();
        _socket.Abort();
        await Task.WhenAll(_reading, _pinging).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _closing.Dispose();
        _sending.Dispose();
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    private static byte[] Record(object message) => [.. JsonSerializer.SerializeToUtf8Bytes(message), EndOfRecord];

    private async Task SendAsync(byte[] record)
    {
        await _sending.WaitAsync(_closing.Token);
        try
        {
            await _socket.SendAsync(record, WebSocketMessageType.Text, true, _closing.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(PingEvery, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(_closing.Token)) await SendAsync(PingRecord);
    }

    private async Task ReadAsync()
    {
        var buffer = new ArrayBufferWriter<byte>();
        while (true)
        {
            await _mayRead.Task;
            var result = await _socket.ReceiveAsync(buffer.GetMemory(8 * 1024), _closing.Token);
            if (result.MessageType == WebSocketMessageType.Close) return;
            buffer.Advance(result.Count);
            if (!result.EndOfMessage || buffer.WrittenSpan[^1] != EndOfRecord) continue;
            foreach (var record in buffer.WrittenMemory.ToArray().Split(EndOfRecord)) Take(record);
            buffer.ResetWrittenCount();
        }
    }

    private void Take(ReadOnlyMemory<byte> record)
    {
        Interlocked.Add(ref _received, record.Length + 1);
        Interlocked.Increment(ref _records);
        if (!_keepEvents && !record.Span.StartsWith(CompletionStart)) return;
        var message = JsonDocument.Parse(record).RootElement;
        if (!message.TryGetProperty("type", out var type)) return; // the answer to the handshake
        switch (type.GetInt32())
        {
            case Invocation:
                Events.Enqueue(new HubEvent(message.GetProperty("target").GetString()!, message.GetProperty("arguments")[0]));
                break;
            case Completion when _invocations.TryRemove(message.GetProperty("invocationId").GetString()!, out var answer):
                if (message.TryGetProperty("error", out var error)) answer.SetException(new HubRefusedException(error.GetString()!));
                else answer.SetResult(message.TryGetProperty("result", out var result) ? result : default);
                break;
        }
    }
}

/// <summary>An event of the hub.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its only argument.</param>
public sealed record HubEvent(string Name, JsonElement Value);

/// <summary>The hub answered a call with an error.</summary>
public sealed class HubRefusedException(string message) : Exception(message);

/// <summary>Takes buffers apart.</summary>
internal static class BufferSplitting
{
    /// <summary>The parts that end with a byte, without it.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Split(this byte[] buffer, byte end)
    {
        for (var start = 0; start < buffer.Length;)
        {
            var length = Array.IndexOf(buffer, end, start) - start;
            yield return buffer.AsMemory(start, length);
            start += length + 1;
        }
    }
}
