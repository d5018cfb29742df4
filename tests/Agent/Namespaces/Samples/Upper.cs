using Dcmon.Agent.Tests.Namespaces.Samples.Below;

namespace Dcmon.Agent.Tests.Namespaces.Samples.Above;

/// <summary>Uses a type of the other namespace in a signature.</summary>
internal sealed class Upper
{
    public Lower[] Lowers { get; } = [];
}
