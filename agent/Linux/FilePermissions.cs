namespace Dcmon.Agent.Linux;

/// <summary>Checks the permissions of files.</summary>
internal static class FilePermissions
{
    private const UnixFileMode Executable =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private const UnixFileMode NotForSecrets = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;

    /// <summary>True for a file that exists and that anybody may execute.</summary>
    public static bool IsExecutable(string path) => File.Exists(path) && (File.GetUnixFileMode(path) & Executable) != 0;

    /// <summary>Why a file must not hold a secret, as a sentence's end without a full stop; null where it may.</summary>
    /// <exception cref="IOException">Its permissions cannot be read.</exception>
    public static string? WhyNotSecret(string path) => (File.GetUnixFileMode(path) & NotForSecrets) == 0
        ? null
        : $"everybody can read {path}, or more than its owner can change it: chmod 0600 or 0640";
}
