using Dcmon.Silo.Commands;
using Dcmon.Silo.Hosting;
using Microsoft.Extensions.Hosting;

return await ServerCommandLine.RunAsync("A silo of dcmon: grains and storage, without the web.", args, [],
    async (settings, _, stop) =>
{
    using var data = DataDirectory.Open(settings.Data);
    await using var silo = HeadlessSilo.Build(settings);
    await silo.StartAsync(stop);
    await silo.WaitForShutdownAsync(stop);
});
