namespace Dcmon.Agent.Collectors.Scripts.Nagios;

/// <summary>What a plugin says by its exit code.</summary>
internal enum NagiosState
{
    /// <summary>All is well.</summary>
    Ok = 0,

    /// <summary>Beyond the threshold for warnings.</summary>
    Warning = 1,

    /// <summary>Beyond the critical threshold.</summary>
    Critical = 2,

    /// <summary>The plugin cannot say.</summary>
    Unknown = 3,
}
