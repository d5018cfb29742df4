using System.Diagnostics;
using Dcmon.Agent.Parsing;
using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Uplink;

/// <summary>The standard input and output of an <c>ssh -W</c> as one stream; the process ends with it.</summary>
internal sealed class SshStream : Stream
{
    /// <summary>Characters; a host that greets with more has its reasons cut off.</summary>
    private const int LongestError = 16 * 1024;

    private readonly Process _ssh;
    private readonly SshTarget _target;
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly Task<string> _error;
    private bool _isOpen;
    private bool _isDisposed;

    /// <summary>Takes the process over.</summary>
    public SshStream(Process ssh, SshTarget target)
    {
        (_ssh, _target) = (ssh, target);
        (_input, _output) = (ssh.StandardInput.BaseStream, ssh.StandardOutput.BaseStream);
        _error = ReadErrorAsync(ssh.StandardError);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="SshTunnelException">The tunnel did not come about.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _output.ReadAsync(buffer, cancellationToken);
        if (read == 0 && buffer.Length > 0 && !_isOpen) throw await NotOpenAsync();
        _isOpen |= read > 0;
        return read;
    }

    /// <inheritdoc/>
    /// <exception cref="SshTunnelException">The tunnel did not come about.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await _input.WriteAsync(buffer, cancellationToken);
            await _input.FlushAsync(cancellationToken);
        }
        catch (IOException) when (!_isOpen)
        {
            throw await NotOpenAsync();
        }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) =>
        WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override void Flush()
    {
        // Each write is flushed.
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            KillGroup.Kill(_ssh);
            _ssh.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<SshTunnelException> NotOpenAsync() =>
        new($"the SSH tunnel through {_target} does not come about: {await _error}");

    /// <summary>
    /// What ssh reported last, which is why it ended: in front there may be greetings and warnings of many lines.
    /// </summary>
    private static async Task<string> ReadErrorAsync(StreamReader error)
    {
        try
        {
            var text = new char[LongestError];
            var length = await error.ReadBlockAsync(text);
            var rest = new char[LongestError];
            while (await error.ReadAsync(rest) > 0)
            {
            }

            var lines = new string(text, 0, length)
                .Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.Length > 0 ? PlainText.Line(string.Join(" ", lines.TakeLast(2))) : "ssh ended without saying why";
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException)
        {
            return "it was closed";
        }
    }
}
