using System.Diagnostics;
using Npgsql;

namespace Dcmon.TimeSeries.Tests.Postgres;

/// <summary>
/// A PostgreSQL server of our own, on a socket in a temporary directory. It ends, and the directory goes, when it is
/// disposed or this process ends, however that comes about: its owner is a shell that waits for our end of a pipe.
/// </summary>
public sealed class PostgresCluster : IDisposable
{
    // fsync is off for speed: no test takes the machine's power away.
    private const string Script = """
        dir=$1; export PATH="$2:$PATH"
        exec 2>&1
        trap 'cd /; pg_ctl -D "$dir/data" -m immediate stop >/dev/null 2>&1; rm -rf "$dir"' EXIT
        cd "$dir" && initdb -D data -U dcmon -A trust --no-sync --locale=C.UTF-8 >initdb.log </dev/null || { cat initdb.log; exit 1; }
        cat >>data/postgresql.conf <<END
        listen_addresses = ''
        unix_socket_directories = '$dir'
        fsync = off
        max_connections = 400
        END
        pg_ctl -D data -l log -w start >start.log </dev/null || { cat start.log log; exit 1; }
        echo ready
        read -r _
        """;

    private static readonly Lazy<PostgresCluster> One = new(() => new PostgresCluster());
    private static int _databases;

    private readonly string _directory;
    private readonly string _programs;
    private readonly Process _owner;

    /// <summary>Makes a server and starts it.</summary>
    public PostgresCluster()
    {
        _programs = FindPrograms();
        _directory = Directory.CreateTempSubdirectory("dcmon-pg-").FullName;
        if (Environment.IsPrivilegedProcess) Run("chown", ["postgres", _directory]);
        _owner = Start("sh", ["-c", Script, "sh", _directory, _programs]);
        var said = new List<string>();
        while (_owner.StandardOutput.ReadLine() is { } line && line != "ready") said.Add(line);
        if (_owner.HasExited) throw new InvalidOperationException("PostgreSQL does not start: " + string.Join('\n', said));
    }

    /// <summary>The server that tests share.</summary>
    public static PostgresCluster Shared => One.Value;

    /// <summary>Makes an empty database; its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(Connect("postgres"), $"CREATE DATABASE {name}");
        return Connect(name);
    }

    /// <summary>Removes a database, whoever is connected to it.</summary>
    public async Task DropDatabaseAsync(string connectionString) =>
        await ExecuteAsync(Connect("postgres"), $"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    /// <summary>Starts the server again.</summary>
    public void Start() => Run(Path.Combine(_programs, "pg_ctl"), ["-D", Data, "-l", Path.Combine(_directory, "log"), "-w", "start"]);

    /// <summary>Kills the server as a crash would.</summary>
    public void Stop() => Run(Path.Combine(_programs, "pg_ctl"), ["-D", Data, "-m", "immediate", "-w", "stop"]);

    /// <summary>Runs a statement on a connection of its own; the first column of the first row.</summary>
    public static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public void Dispose()
    {
        _owner.StandardInput.Close();
        _owner.WaitForExit();
        _owner.Dispose();
    }

    private string Data => Path.Combine(_directory, "data");

    private string Connect(string database) => $"Host={_directory};Username=dcmon;Database={database};Pooling=false";

    private static string FindPrograms()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        var candidates = versions.OrderByDescending(each => int.TryParse(Path.GetFileName(each), out var version) ? version : 0)
            .Select(each => Path.Combine(each, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'));
        return candidates.FirstOrDefault(each => File.Exists(Path.Combine(each, "initdb"))) ?? throw new InvalidOperationException(
            "These tests need PostgreSQL (initdb, pg_ctl), and it is not here: install Debian's package 'postgresql' (scripts/install-test-needs does).");
    }

    private static void Run(string program, string[] arguments)
    {
        using var process = Start(program, arguments, asRoot: program == "chown");
        process.StandardInput.Close();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {said}");
    }

    /// <summary>The server refuses to run as root, so it runs as the package's user then.</summary>
    private static Process Start(string program, string[] arguments, bool asRoot = false)
    {
        string[] line = Environment.IsPrivilegedProcess && !asRoot
            ? ["runuser", "-u", "postgres", "--", program, .. arguments]
            : [program, .. arguments];
        return Process.Start(new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        })!;
    }
}
