using Dcmon.Agent.Tests.Namespaces.Samples.Above;

namespace Dcmon.Agent.Tests.Namespaces.Samples.Below;

/// <summary>Uses a type of the other namespace only within a lambda of an asynchronous method.</summary>
internal sealed class Lower
{
    public async Task<int> CountAsync()
    {
        await Task.Yield();
        Func<int> count = () => new Upper().Lowers.Length;
        return count();
    }
}
