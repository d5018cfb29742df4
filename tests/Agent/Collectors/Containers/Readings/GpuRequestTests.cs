using System.Text;
using Dcmon.Agent.Collectors.Containers;
using Dcmon.Agent.Collectors.Containers.Readings;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Containers.Readings;

/// <summary>Which GPUs a container was given, on a machine with three.</summary>
public sealed class GpuRequestTests : IDisposable
{
    private readonly TemporaryDirectory _proc = new();

    public GpuRequestTests()
    {
        // Device files are not numbered in the order of the bus.
        Card("0000:01:00.0", "GPU-eaf23aa1-4d3d-596c-da66-b86b0e5db584", 2);
        Card("0000:41:00.0", "GPU-82523fd8-3897-f599-d088-ccd04ae45ec1", 0);
        Card("0000:c1:00.0", "GPU-82aa0000-3897-f599-d088-ccd04ae45ec1", 1);
    }

    public void Dispose() => _proc.Dispose();

    [Theory]
    [InlineData("""{"HostConfig":{"DeviceRequests":[{"Driver":"","Count":-1,"DeviceIDs":null,"Capabilities":[["gpu"]]}]}}""", "0,1,2")]
    [InlineData("""{"HostConfig":{"DeviceRequests":[{"Driver":"nvidia","Count":2,"Capabilities":[["compute"]]}]}}""", "0,1")]
    [InlineData("""{"HostConfig":{"DeviceRequests":[{"Driver":"","Count":0,"DeviceIDs":["0","2"],"Capabilities":[["gpu"]]}]}}""", "0,2")]
    [InlineData("""{"HostConfig":{"DeviceRequests":[{"DeviceIDs":["GPU-82523fd8-3897-f599-d088-ccd04ae45ec1"],"Capabilities":[["gpu","utility"]]}]}}""", "1")]
    [InlineData("""{"HostConfig":{"DeviceRequests":[{"DeviceIDs":["GPU-82aa"],"Capabilities":[["gpu"]]}]}}""", "2")]
    [InlineData("""{"HostConfig":{"DeviceRequests":[{"DeviceIDs":["GPU-82"],"Capabilities":[["gpu"]]}]}}""", "GPU-82")]
    [InlineData("""{"HostConfig":{"DeviceRequests":[{"DeviceIDs":["MIG-1b2c","0:1"],"Capabilities":[["gpu"]]}]}}""", "MIG-1b2c,0:1")]
    [InlineData("""{"HostConfig":{"DeviceRequests":[{"Driver":"cdi","DeviceIDs":["nvidia.com/gpu=1","vendor.com/net=0"]}]}}""", "1")]
    [InlineData("""{"HostConfig":{"DeviceRequests":[{"Driver":"cdi","DeviceIDs":["nvidia.com/gpu=all"]}]}}""", "0,1,2")]
    [InlineData("""{"HostConfig":{"DeviceRequests":[{"Driver":"tpu","Count":-1,"Capabilities":[["tpu"]]}]}}""", "")]
    [InlineData("""{"HostConfig":{"Devices":[{"PathOnHost":"/dev/nvidia2"},{"PathOnHost":"/dev/nvidiactl"},{"PathOnHost":"/dev/nvidia9"}]}}""", "0,/dev/nvidia9")]
    [InlineData("""{"HostConfig":{"Runtime":"nvidia"},"Config":{"Env":["A=b","NVIDIA_VISIBLE_DEVICES=0, 1"]}}""", "0,1")]
    [InlineData("""{"HostConfig":{"Runtime":"nvidia"},"Config":{"Env":["NVIDIA_VISIBLE_DEVICES=all"]}}""", "0,1,2")]
    [InlineData("""{"HostConfig":{"Runtime":"nvidia"},"Config":{"Env":["NVIDIA_VISIBLE_DEVICES=void"]}}""", "")]
    [InlineData("""{"HostConfig":{"Runtime":"runc"},"Config":{"Env":["NVIDIA_VISIBLE_DEVICES=all"]}}""", "")]
    [InlineData("""{"HostConfig":{"DeviceRequests":{"Count":1},"Devices":"x","Runtime":5},"Config":[]}""", "")]
    [InlineData("""{"HostConfig":null}""", "")]
    public void Read_Requests_AreIndexesWhereTheyAreKnown(string json, string gpus) =>
        Assert.Equal(gpus, string.Join(',', NvidiaCards.Read(new Roots(_proc.Path)).Resolve(Read(json))!));

    [Fact]
    public void Resolve_AllOfAnUnknownNumber_IsNotKnown()
    {
        using var empty = new TemporaryDirectory();
        var cards = NvidiaCards.Read(new Roots(empty.Path));

        Assert.Null(cards.Resolve(new GpuRequest(true, [])));
        Assert.Equal(["3"], cards.Resolve(new GpuRequest(false, ["3", "3"])));
    }

    [Fact]
    public void Read_ManyRequests_IsBounded()
    {
        var ids = string.Join(',', Enumerable.Range(0, 5000).Select(each => $"\"{each}\""));

        Assert.Equal(64, Read($$$"""{"HostConfig":{"DeviceRequests":[{"DeviceIDs":[{{{ids}}}],"Capabilities":[["gpu"]]}]}}""").Devices.Count);
        Assert.Equal(64, Read("""{"HostConfig":{"DeviceRequests":[{"Count":2000000000,"Capabilities":[["gpu"]]}]}}""").Devices.Count);
    }

    private void Card(string bus, string uuid, int minor) => _proc.Write(
        $"driver/nvidia/gpus/{bus}/information",
        $"Model: \t\t NVIDIA GeForce RTX 3090\nIRQ:   \t\t 77\nGPU UUID: \t {uuid}\nVideo BIOS: \t 94.02.26.40.81\nBus Location: \t {bus}\nDevice Minor: \t {minor}\nGPU Excluded:\t No\n");

    private static GpuRequest Read(string json) => ContainerDetails.Parse(Encoding.UTF8.GetBytes("{\"State\":{}," + json[1..])).Gpus;
}
