using System.Xml;
using Dcmon.Agent.Collectors.Gpu.Devices;

namespace Dcmon.Agent.Collectors.GpuSmi;

/// <summary>What <c>nvidia-smi -q -x</c> reports.</summary>
/// <param name="DriverVersion">Version of the driver; null where it is missing.</param>
/// <param name="CudaVersion">Highest version of CUDA that it can do; null where it is missing.</param>
/// <param name="Cards">The cards, in its order, which is NVML's.</param>
internal sealed record SmiDocument(string? DriverVersion, string? CudaVersion, IReadOnlyList<SmiCard> Cards)
{
    private const int MostCards = 256, MostProcesses = 1_024, Deepest = 12;
    private const long Longest = 16 << 20;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersInDocument = Longest,
        CheckCharacters = false, // Names of processes may hold anything.
        IgnoreComments = true,
    };

    /// <summary>Reads a document. Elements that are not known are passed over.</summary>
    /// <exception cref="FormatException">It is none, or damaged.</exception>
    public static SmiDocument Parse(byte[] document)
    {
        try
        {
            using var xml = XmlReader.Create(new MemoryStream(document), Settings);
            return new Reader().Read(xml);
        }
        catch (XmlException error)
        {
            throw new FormatException($"nvidia-smi -q -x: {error.Message}", error);
        }
    }

    private sealed class Reader
    {
        private readonly List<SmiCard> _cards = [];
        private readonly List<string> _path = [];
        private string? _driver;
        private string? _cuda;
        private SmiCard? _card;
        private (int Pid, long? Memory) _process;

        public SmiDocument Read(XmlReader xml)
        {
            while (xml.Read())
                switch (xml.NodeType)
                {
                    case XmlNodeType.Element:
                        Begin(xml);
                        if (xml.IsEmptyElement) End();
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA:
                        Take(xml.Value);
                        break;
                    case XmlNodeType.EndElement:
                        End();
                        break;
                }

            if (_cards.Count == 0 && _driver is null) throw new FormatException("nvidia-smi -q -x: this is no report of cards");
            return new SmiDocument(_driver, _cuda, _cards);
        }

        private void Begin(XmlReader xml)
        {
            _path.Add(xml.LocalName);
            if (_path is not ["nvidia_smi_log", "gpu"] || _cards.Count == MostCards) return;
            _card = new SmiCard(_cards.Count, SmiValue.Text(xml.GetAttribute("id") ?? ""));
            _cards.Add(_card);
        }

        private void End()
        {
            if (_card is not null)
                switch (_path)
                {
                    case [_, "gpu"]: _card = null; break;
                    case [_, "gpu", "mig_devices", "mig_device"]: _card.EndPart(); break;
                    case [_, "gpu", "processes", "process_info"]: EndProcess(_card); break;
                }

            _path.RemoveAt(_path.Count - 1);
        }

        private void Take(string text)
        {
            if (_path is ["nvidia_smi_log", "driver_version"]) _driver = SmiValue.Text(text);
            if (_path is ["nvidia_smi_log", "cuda_version"]) _cuda = SmiValue.Text(text);
            if (_card is null || _path.Count is < 3 or > Deepest) return;
            if (_path is [_, _, "processes", "process_info", var what]) TakeProcess(what, text);
            else if (SmiTable.Rules.TryGetValue(string.Join('/', _path.Skip(2)), out var rule)) rule(_card, text);
            _card.IsLost |= _path[2] != "processes" && SmiValue.IsLost(text);
        }

        private void TakeProcess(string what, string text)
        {
            var number = SmiValue.Number(text);
            if (what == "pid" && number is > 0 and <= int.MaxValue) _process.Pid = (int)number;
            else if (what == "used_memory" && number is >= 0 and < 1e18) _process.Memory = (long)number;
        }

        /// <summary>A process stands once for each part of the card that it uses.</summary>
        private void EndProcess(SmiCard card)
        {
            var (pid, memory) = _process;
            _process = default;
            if (pid == 0 || card.Processes.Count == MostProcesses) return;
            var at = card.Processes.FindIndex(each => each.Pid == pid);
            if (at < 0) card.Processes.Add(new GpuProcess(pid, card.Description.Index, memory));
            else card.Processes[at] = card.Processes[at] with { Memory = card.Processes[at].Memory + memory };
        }
    }
}
