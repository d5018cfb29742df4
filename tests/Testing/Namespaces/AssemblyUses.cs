using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Dcmon.Testing.Namespaces;

/// <summary>
/// Reads from an assembly's metadata which of its types use which types, its own and those of other assemblies: by base
/// types, interfaces, constraints, attributes, members and what their bodies call, create, test and hold. What the compiler leaves no trace
/// of is not seen: values of constants, <c>nameof</c>.
/// </summary>
internal sealed class AssemblyUses
{
    private readonly PEReader _file;
    private readonly MetadataReader _metadata;
    private readonly UsedTypes _usedTypes = new();
    private readonly HashSet<TypeUse> _uses = [];

    private AssemblyUses(PEReader file) => (_file, _metadata) = (file, file.GetMetadataReader());

    /// <summary>All uses in the assembly of that file.</summary>
    public static IReadOnlyCollection<TypeUse> Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = new AssemblyUses(file);
        foreach (var type in reader._metadata.TypeDefinitions) reader.ReadType(type);
        return reader._uses;
    }

    private void ReadType(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        var used = new HashSet<EntityHandle>();
        Add(used, type.BaseType);
        foreach (var each in type.GetInterfaceImplementations()) Add(used, _metadata.GetInterfaceImplementation(each).Interface);
        AddConstraints(used, type.GetGenericParameters());
        AddAttributes(used, type.GetCustomAttributes());
        foreach (var each in type.GetFields()) ReadField(used, _metadata.GetFieldDefinition(each));
        foreach (var each in type.GetProperties()) AddAttributes(used, _metadata.GetPropertyDefinition(each).GetCustomAttributes());
        foreach (var each in type.GetMethods()) ReadMethod(used, _metadata.GetMethodDefinition(each));

        var (user, userNamespace) = Name(handle);
        foreach (var each in used)
        {
            var (name, nameSpace) = Name(each);
            if (name != user && !IsGenerated(name) && !IsGenerated(user)) _uses.Add(new TypeUse(user, userNamespace, name, nameSpace));
        }
    }

    private void ReadField(HashSet<EntityHandle> used, FieldDefinition field)
    {
        used.UnionWith(field.DecodeSignature(_usedTypes, null));
        AddAttributes(used, field.GetCustomAttributes());
    }

    private void ReadMethod(HashSet<EntityHandle> used, MethodDefinition method)
    {
        Add(used, method.DecodeSignature(_usedTypes, null));
        AddConstraints(used, method.GetGenericParameters());
        AddAttributes(used, method.GetCustomAttributes());
        foreach (var each in method.GetParameters()) AddAttributes(used, _metadata.GetParameter(each).GetCustomAttributes());
        if (method.RelativeVirtualAddress == 0) return;

        var body = _file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil) Add(used, body.LocalSignature);
        foreach (var region in body.ExceptionRegions) Add(used, region.CatchType);
        foreach (var token in InstructionTokens.Of(body.GetILReader())) Add(used, token);
    }

    private void AddConstraints(HashSet<EntityHandle> used, GenericParameterHandleCollection parameters)
    {
        foreach (var parameter in parameters)
            foreach (var each in _metadata.GetGenericParameter(parameter).GetConstraints())
                Add(used, _metadata.GetGenericParameterConstraint(each).Type);
    }

    private void AddAttributes(HashSet<EntityHandle> used, CustomAttributeHandleCollection attributes)
    {
        foreach (var each in attributes) Add(used, _metadata.GetCustomAttribute(each).Constructor);
    }

    private static void Add(HashSet<EntityHandle> used, MethodSignature<ImmutableHashSet<EntityHandle>> signature)
    {
        used.UnionWith(signature.ReturnType);
        foreach (var each in signature.ParameterTypes) used.UnionWith(each);
    }

    private void Add(HashSet<EntityHandle> used, EntityHandle handle)
    {
        if (handle.IsNil) return;
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
            case HandleKind.TypeReference:
                used.Add(handle);
                break;
            case HandleKind.TypeSpecification:
                used.UnionWith(_metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_usedTypes, null));
                break;
            case HandleKind.MethodDefinition:
                used.Add(_metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                used.Add(_metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                Add(used, _metadata.GetMemberReference((MemberReferenceHandle)handle).Parent);
                break;
            case HandleKind.MethodSpecification:
                var method = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Add(used, method.Method);
                foreach (var each in method.DecodeSignature(_usedTypes, null)) used.UnionWith(each);
                break;
            case HandleKind.StandaloneSignature:
                AddSignature(used, _metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle));
                break;
        }
    }

    private void AddSignature(HashSet<EntityHandle> used, StandaloneSignature signature)
    {
        if (signature.GetKind() == StandaloneSignatureKind.Method) Add(used, signature.DecodeMethodSignature(_usedTypes, null));
        else foreach (var each in signature.DecodeLocalSignature(_usedTypes, null)) used.UnionWith(each);
    }

    /// <summary>
    /// What the compiler adds for itself, such as <c>&lt;PrivateImplementationDetails&gt;</c>, stands in no namespace
    /// of the sources.
    /// </summary>
    private static bool IsGenerated(string type) => type.StartsWith('<');

    private (string Name, string Namespace) Name(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.TypeReference) return ReferenceName((TypeReferenceHandle)handle);
        var type = _metadata.GetTypeDefinition((TypeDefinitionHandle)handle);
        while (!type.GetDeclaringType().IsNil) type = _metadata.GetTypeDefinition(type.GetDeclaringType());
        return (_metadata.GetString(type.Name), _metadata.GetString(type.Namespace));
    }

    private (string Name, string Namespace) ReferenceName(TypeReferenceHandle handle)
    {
        var type = _metadata.GetTypeReference(handle);
        while (type.ResolutionScope.Kind == HandleKind.TypeReference)
            type = _metadata.GetTypeReference((TypeReferenceHandle)type.ResolutionScope);
        return (_metadata.GetString(type.Name), _metadata.GetString(type.Namespace));
    }
}
