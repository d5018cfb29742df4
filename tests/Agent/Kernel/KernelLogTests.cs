using System.Collections.Concurrent;
using Dcmon.Agent.Kernel;
using Dcmon.Agent.Linux;
using Dcmon.Agent.State;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Kernel;

/// <summary>Reads the kernel's real log.</summary>
public sealed class KernelLogTests : IDisposable
{
    private const string Device = "/dev/kmsg";

    private readonly TemporaryDirectory _state = new();
    private readonly LogRecorder _log = new();
    private readonly ConcurrentQueue<(string Text, DateTimeOffset Time, string Key)> _read = [];
    private bool _keeps = true;
    private readonly string _mark = $"dcmon-test {Guid.NewGuid()}";

    public void Dispose() => _state.Dispose();

    [KernelLogFact]
    public async Task Records_AreHandedOnOnce_AlsoAfterARestart()
    {
        Write("one");
        using (Follow()) await Eventually.HoldsAsync(() => _read.Count == 1, "the first record");
        Assert.Equal($"{_mark} one", _read.Single().Text);
        Assert.InRange(TimeProvider.System.GetUtcNow() - _read.Single().Time, TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));

        Write("two");
        using (Follow())
        {
            await Eventually.HoldsAsync(() => _read.Count == 2, "the second record");
            Write("three");
            await Eventually.HoldsAsync(() => _read.Count == 3, "the third record");
        }

        Assert.Equal(["one", "two", "three"], _read.Select(each => each.Text[(_mark.Length + 1)..]));
        Assert.Equal(3, _read.Select(each => each.Key).Distinct().Count());
    }

    [KernelLogFact]
    public async Task RecordThatWasNotKept_IsReadAgain_ByTheSameKey()
    {
        _keeps = false;
        Write("one");
        Write("two");
        using (Follow()) await Eventually.HoldsAsync(() => _read.Count == 2, "both records");
        _keeps = true;
        using (Follow()) await Eventually.HoldsAsync(() => _read.Count == 4, "both again");
        using (Follow())
        {
            Write("three");
            await Eventually.HoldsAsync(() => _read.Count == 5, "the third");
        }

        Assert.Equal(3, _read.Select(each => each.Key).Distinct().Count());
    }

    [Fact]
    public void LogThatIsNotThere_IsLoggedOnce()
    {
        using var thread = Follow("/nowhere/kmsg");
        Assert.Contains("/nowhere/kmsg", Assert.Single(_log.Lines));
    }

    [Fact]
    public async Task LogThatCannotBeRead_IsLogged()
    {
        using var thread = Follow("/");
        await Eventually.HoldsAsync(() => _log.Count("log cannot be read") == 1, "the warning");
    }

    private void Write(string text) => File.WriteAllText(Device, $"{_mark} {text}\n");

    private KernelLogThread Follow(string device = Device)
    {
        var thread = new KernelLogThread(
            device, new Roots(), new StateFiles(_state.Path), "kernel_test",
            (record, time, place) =>
            {
                if (!record.Text.StartsWith(_mark)) return;
                place.Hold();
                _read.Enqueue((record.Text.ToString(), time, place.Key));
                if (_keeps) place.Done();
            },
            () => { }, _log.Of<KernelLogThread>());
        thread.Start();
        return thread;
    }
}

/// <summary>A test that reads and writes the kernel's log, which only root may.</summary>
internal sealed class KernelLogFactAttribute : FactAttribute
{
    public KernelLogFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess) Skip = "Only root may write to /dev/kmsg.";
    }
}
