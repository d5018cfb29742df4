namespace Dcmon.EndToEnd.Processes;

/// <summary>For fixtures: they outlive the tests' outputs.</summary>
internal sealed class NoOutput : ITestOutputHelper
{
    /// <inheritdoc/>
    public void WriteLine(string message)
    {
    }

    /// <inheritdoc/>
    public void WriteLine(string format, params object[] args)
    {
    }
}
