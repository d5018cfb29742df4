using System.Collections;
using System.CommandLine;
using Dcmon.Agent.Settings;
using Dcmon.Settings;

namespace Dcmon.Agent.Cli;

/// <summary>The options that every command has, and the settings that they lead to.</summary>
internal sealed class CommonOptions
{
    private const string DefaultConfig = "/etc/dcmon/agent.yaml";

    private readonly Option<FileInfo> _config = new("--config", "-c")
    {
        Description = $"Settings file (YAML). Default: {DefaultConfig}, if it exists.",
        HelpName = "FILE",
        Recursive = true,
    };

    private readonly Option<string> _state = new("--state")
    {
        Description = "Directory of identity and spool. Default: the setting 'state', /var/lib/dcmon-agent.",
        HelpName = "DIR",
        Recursive = true,
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Sets one key, such as 'spool.max_size=500MB'; wins over file and environment (DCMON_SPOOL_MAX_SIZE). May be repeated.",
        HelpName = "KEY=VALUE",
        Recursive = true,
    };

    /// <summary>Makes the options parts of the command line.</summary>
    public void AddTo(RootCommand root)
    {
        root.Options.Add(_config);
        root.Options.Add(_state);
        root.Options.Add(_set);
    }

    /// <summary>Loads the settings.</summary>
    /// <exception cref="SettingsException">They are wrong.</exception>
    public AgentSettings Load(ParseResult arguments)
    {
        var settings = SettingsLoader.Load<AgentSettings>(ConfigPath(arguments), Environment(), Flags(arguments));
        return settings;
    }

    /// <summary>True where the command line names the state directory.</summary>
    public bool IsStateNamed(ParseResult arguments) => arguments.GetValue(_state) is not null;

    /// <summary>Variables that look like settings and are none, each with the nearest that is.</summary>
    public static IEnumerable<(string Variable, string Nearest)> UnknownVariables() =>
        SettingsLoader.UnknownVariables<AgentSettings>(Environment());

    private string? ConfigPath(ParseResult arguments) =>
        arguments.GetValue(_config)?.FullName ?? (File.Exists(DefaultConfig) ? DefaultConfig : null);

    private static Dictionary<string, string> Environment() =>
        System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(each => (string)each.Key, each => (string?)each.Value ?? "");

    private IEnumerable<KeyValuePair<string, string>> Flags(ParseResult arguments)
    {
        foreach (var flag in arguments.GetValue(_set) ?? [])
        {
            var equals = flag.IndexOf('=');
            if (equals < 1) throw new SettingsException([$"--set {flag}: KEY=VALUE is expected."]);
            yield return new(flag[..equals], flag[(equals + 1)..]);
        }

        if (arguments.GetValue(_state) is { } state) yield return new("state", Path.GetFullPath(state));
    }
}
