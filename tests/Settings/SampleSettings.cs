namespace Dcmon.Settings.Tests;

public sealed record SampleSettings : SettingsSection
{
    public string Name { get; init; } = "x";
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);
    public SampleServer Server { get; init; } = new();
    public SettingsMap<SampleTarget> Targets { get; init; } = [];
}

public sealed record SampleServer : SettingsSection
{
    public int Port { get; init; } = 8443;
    public bool IsOpen { get; init; }
    public double Share { get; init; } = 0.5;
    public ByteSize MaxSize { get; init; } = ByteSize.Gigabytes(1);
    public Color Color { get; init; } = Color.DarkBlue;
    public Uri? Address { get; init; }
    public long? Limit { get; init; }
    public IReadOnlyList<string> Names { get; init; } = ["a"];

    protected internal override IEnumerable<(string Key, string Problem)> Check()
    {
        if (Port is < 0 or > 65535) yield return ("port", "must be from 0 to 65535.");
    }
}

public sealed record SampleTarget : SettingsSection
{
    public string Url { get; init; } = "none";
    public IReadOnlyList<string> Keep { get; init; } = ["*"];
    public SettingsMap<SampleServer> Servers { get; init; } = [];

    protected internal override IEnumerable<(string Key, string Problem)> Check()
    {
        if (Url == "") yield return ("url", "must not be empty.");
    }
}

public enum Color
{
    DarkBlue,
    Red,
}
