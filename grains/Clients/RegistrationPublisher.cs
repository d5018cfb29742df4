using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;

namespace Dcmon.Grains.Clients;

/// <summary>Takes a client's stored registration to those who list all clients.</summary>
/// <param name="grains">The grains.</param>
internal sealed class RegistrationPublisher(IGrainFactory grains)
{
    // Interleaved turns publish one after the other, so that what is published last is what is stored last.
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Whether what was stored last has been published, as far as this activation knows.</summary>
    public bool IsPublished { get; private set; } = true;

    /// <summary>Publishes.</summary>
    /// <param name="id">Client id.</param>
    /// <param name="stored">Gives what is stored when it is its turn.</param>
    public async Task PublishAsync(string id, Func<ClientRegistration> stored)
    {
        await _one.WaitAsync();
        try
        {
            var client = stored();
            IsPublished = false;
            await grains.IndexOf(id).Put(client);
            await grains.Fleet().Put(client);
            IsPublished = true;
        }
        finally
        {
            _one.Release();
        }
    }
}
