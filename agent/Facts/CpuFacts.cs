namespace Dcmon.Agent.Facts;

/// <summary>What <c>/proc/cpuinfo</c> has.</summary>
/// <param name="Model">Model of the first processor, or null: ARM machines do not report it.</param>
/// <param name="Cores">Logical cores.</param>
internal readonly record struct CpuFacts(string? Model, int Cores)
{
    /// <summary>Reads lines such as <c>model name : AMD EPYC</c>.</summary>
    public static CpuFacts Parse(string text)
    {
        string? model = null;
        var cores = 0;
        foreach (var line in text.Split('\n'))
        {
            var colon = line.IndexOf(':');
            if (colon < 0) continue;
            var key = line.AsSpan(0, colon).Trim();
            if (key is "processor") cores++;
            else if (key is "model name") model ??= line[(colon + 1)..].Trim();
        }

        return new CpuFacts(model, cores);
    }
}
