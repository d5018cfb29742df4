namespace Dcmon.Agent.Collectors.Gpu.Nvml;

/// <summary>NVML as a whole does not answer; one value that is missing is no exception.</summary>
internal sealed class NvmlException(string function, NvmlCode code) : Exception($"{function}: {code.Text()}");
