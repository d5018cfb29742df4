using System.Net.Sockets;
using System.Text;
using Dcmon.Testing;

namespace Dcmon.Agent.Tests.Collectors.Containers;

/// <summary>What stands in for a container engine and answers as no good one does, at a unix socket.</summary>
internal sealed class StandInEngine : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, Func<Stream, Task>> _answers = [];
    private readonly List<string> _questions = [];

    public StandInEngine()
    {
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
        Answer("/version", """{"Version":"27.1.0","ApiVersion":"1.46","MinAPIVersion":"1.24","Components":[{"Name":"Engine"}]}""");
        _ = AcceptAsync();
    }

    public string Path => _directory.File("engine.sock");

    /// <summary>Cancelled when the test ends.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Paths that were asked for, with their queries.</summary>
    public string[] Questions
    {
        get
        {
            lock (_questions) return [.. _questions];
        }
    }

    /// <summary>How to answer a path, whose version and query do not count; the answer to <c>/version</c> is there.</summary>
    public void Answer(string path, string json) => Answer(path, stream => WriteAsync(stream, json));

    /// <summary>The same, in whatever way.</summary>
    public void Answer(string path, Func<Stream, Task> answer)
    {
        lock (_answers) _answers[path] = answer;
    }

    public static Task WriteAsync(Stream stream, string json, string status = "200 OK") => SendAsync(
        stream, $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");

    /// <summary>Sends bytes as they are.</summary>
    public static Task SendAsync(Stream stream, string text) => stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _directory.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptAsync(_stop.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        try
        {
            using var stream = new NetworkStream(connection, ownsSocket: true);
            using var reader = new StreamReader(stream, leaveOpen: true);
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
                {
                }

                var question = line.Split(' ')[1];
                lock (_questions) _questions.Add(question);
                await Find(question)(stream);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The agent has had enough.
        }
    }

    private Func<Stream, Task> Find(string question)
    {
        var path = question.Split('?')[0];
        if (path.StartsWith("/v1.", StringComparison.Ordinal)) path = path[path.IndexOf('/', 1)..];
        lock (_answers)
            return _answers.GetValueOrDefault(path) ?? (stream => WriteAsync(stream, """{"message":"no such thing"}""", "404 Not Found"));
    }
}
