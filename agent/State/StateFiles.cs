using Dcmon.Files;

namespace Dcmon.Agent.State;

/// <summary>
/// State of collectors across restarts: small texts (<c>STATE/cursors/NAME</c>), and folders for files that tools make
/// (<c>STATE/NAME</c>). Safe for concurrent use, but a name belongs to one user.
/// </summary>
internal sealed class StateFiles : IDisposable
{
    private readonly Lazy<string> _directory;
    private readonly bool _isPersistent;

    /// <summary>Uses a state directory.</summary>
    /// <param name="directory">An absolute path; null for a temporary one, which is deleted at the end.</param>
    public StateFiles(string? directory)
    {
        _isPersistent = directory is not null;
        _directory = new Lazy<string>(() => directory ?? Directory.CreateTempSubdirectory("dcmon-agent-").FullName);
    }

    /// <summary>What was saved last under a name, or null.</summary>
    /// <exception cref="IOException">It is there and cannot be read.</exception>
    public string? Read(string name)
    {
        var path = Path.Combine(_directory.Value, "cursors", Checked(name));
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    /// <summary>Saves a text. Whatever happens meanwhile, the name has the old one or the new one, whole.</summary>
    /// <exception cref="IOException">It cannot be saved.</exception>
    public void Save(string name, string text) => AtomicFile.Write(Path.Combine(Folder("cursors"), Checked(name)), text);

    /// <summary>The path of a folder that exists from now on and that others can neither read nor write.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public string Folder(string name) =>
        Directory.CreateDirectory(Path.Combine(_directory.Value, Checked(name)), FileModes.PrivateDirectory).FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isPersistent && _directory.IsValueCreated) Directory.Delete(_directory.Value, recursive: true);
    }

    private static string Checked(string name) =>
        name.Length > 0 && name[0] != '.' && name.All(each => char.IsAsciiLetterOrDigit(each) || each is '-' or '_' or '.')
            ? name
            : throw new ArgumentException($"'{name}' is no name of a state file.");
}
