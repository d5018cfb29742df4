namespace Dcmon.Agent.Collectors.Scripts.Nagios;

/// <summary>The result of a plugin, by its exit code.</summary>
internal enum NagiosState
{
    /// <summary>All is well.</summary>
    Ok = 0,

    /// <summary>Beyond the threshold for warnings.</summary>
    Warning = 1,

    /// <summary>Beyond the critical threshold.</summary>
    Critical = 2,

    /// <summary>The plugin cannot determine it.</summary>
    Unknown = 3,
}
