using Dcmon.Agent.Tools;
using Dcmon.Files;

namespace Dcmon.Agent.Collectors.Smart;

/// <summary>
/// Answers of tools as files of a directory: a small program that may query drives saves them, and the agent, which need
/// not be root then, reads them. A file is named by the call's lane, and holds a <see cref="ToolAnswer"/>.
/// </summary>
/// <param name="directory">Where they are.</param>
/// <param name="mostAge">Older ones are not taken for answers.</param>
/// <param name="time">The clock.</param>
internal sealed class SavedAnswers(string directory, TimeSpan mostAge, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Reads the answer to a call; one that is not there yet is waited for as long as the tool might take.
    /// </summary>
    /// <exception cref="ToolException">There is none, it is too old, or the tool could not be run.</exception>
    public async Task<ToolResult> ReadAsync(ToolCall call, CancellationToken stop)
    {
        var path = PathOf(call);
        try
        {
            var startedAt = time.GetTimestamp();
            while (!File.Exists(path) && time.GetElapsedTime(startedAt) < call.Timeout) await Task.Delay(Pause, time, stop);
            var saved = new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero);
            if (!File.Exists(path)) throw new ToolException($"dcmon-agent-smart has left no answer in {directory}; does its timer run?");
            if (time.GetUtcNow() - saved > mostAge) throw new ToolException($"dcmon-agent-smart left its last answer at {saved:u}; does its timer run?");
            return ToolAnswer.TryParse(await File.ReadAllBytesAsync(path, stop)) ?? throw new ToolException("what dcmon-agent-smart has left is no answer");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"the answer of dcmon-agent-smart cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Runs a tool and saves its result, also that of a failure.</summary>
    /// <exception cref="ToolException">As of the tool.</exception>
    /// <exception cref="IOException">The answer cannot be saved.</exception>
    public async Task<ToolResult> RunAndSaveAsync(ToolRunner tools, ToolCall call, CancellationToken stop)
    {
        try
        {
            var result = await tools.RunAsync(call, stop);
            AtomicFile.Write(PathOf(call), ToolAnswer.Of(result));
            return result;
        }
        catch (ToolException error)
        {
            AtomicFile.Write(PathOf(call), ToolAnswer.Of(error));
            throw;
        }
    }

    private string PathOf(ToolCall call) => Path.Combine(directory, Uri.EscapeDataString(call.Lane));
}
