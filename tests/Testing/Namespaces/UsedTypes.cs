using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Dcmon.Testing.Namespaces;

/// <summary>Reads of a signature which types it names.</summary>
internal sealed class UsedTypes : ISignatureTypeProvider<ImmutableHashSet<EntityHandle>, object?>
{
    private static readonly ImmutableHashSet<EntityHandle> None = [];

    public ImmutableHashSet<EntityHandle> GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        [handle];

    public ImmutableHashSet<EntityHandle> GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public ImmutableHashSet<EntityHandle> GetGenericInstantiation(
        ImmutableHashSet<EntityHandle> genericType, ImmutableArray<ImmutableHashSet<EntityHandle>> typeArguments) =>
        typeArguments.Aggregate(genericType, (all, each) => all.Union(each));

    public ImmutableHashSet<EntityHandle> GetFunctionPointerType(MethodSignature<ImmutableHashSet<EntityHandle>> signature) =>
        signature.ParameterTypes.Aggregate(signature.ReturnType, (all, each) => all.Union(each));

    public ImmutableHashSet<EntityHandle> GetModifiedType(
        ImmutableHashSet<EntityHandle> modifier, ImmutableHashSet<EntityHandle> unmodifiedType, bool isRequired) =>
        modifier.Union(unmodifiedType);

    public ImmutableHashSet<EntityHandle> GetArrayType(ImmutableHashSet<EntityHandle> elementType, ArrayShape shape) => elementType;

    public ImmutableHashSet<EntityHandle> GetByReferenceType(ImmutableHashSet<EntityHandle> elementType) => elementType;

    public ImmutableHashSet<EntityHandle> GetPinnedType(ImmutableHashSet<EntityHandle> elementType) => elementType;

    public ImmutableHashSet<EntityHandle> GetPointerType(ImmutableHashSet<EntityHandle> elementType) => elementType;

    public ImmutableHashSet<EntityHandle> GetSZArrayType(ImmutableHashSet<EntityHandle> elementType) => elementType;

    public ImmutableHashSet<EntityHandle> GetPrimitiveType(PrimitiveTypeCode typeCode) => None;

    public ImmutableHashSet<EntityHandle> GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        [handle];

    public ImmutableHashSet<EntityHandle> GetGenericMethodParameter(object? genericContext, int index) => None;

    public ImmutableHashSet<EntityHandle> GetGenericTypeParameter(object? genericContext, int index) => None;
}
