namespace Dcmon.Agent.Cli;

/// <summary>What the program's exit code means; also in <c>--help</c>.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Ok = 0;

    /// <summary>
    /// Something failed; the log says what. For <c>status</c>: no agent runs, or it has no connection.
    /// </summary>
    public const int Failure = 1;

    /// <summary>The command line or the settings are wrong.</summary>
    public const int Usage = 2;

    /// <summary>This machine is not enrolled, its identity is unusable, or enrolling failed.</summary>
    public const int Identity = 3;

    /// <summary>The list for people.</summary>
    public const string Help = "Exit codes: 0 done, 1 failure, 2 wrong command line or settings, 3 no usable identity or not enrolled.";
}
