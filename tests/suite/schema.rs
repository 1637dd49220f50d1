//! JSON Schemas, checked with.

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

/// One of our JSON Schemas, ready to check with.
pub struct Validator {
    schemas: Schemas,
    index: SchemaIndex,
}

/// The schema of that file name.
pub fn validator(name: &str) -> Validator {
    let schemas = dateline::layers::schemas();
    let schema = schemas.into_iter().find(|(file, _)| *file == name);
    let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
    let url = format!("mem:///{name}");
    let added = compiler.add_resource(&url, schema.expect(name).1);
    added.expect("JSON that is a resource");
    let index = compiler.compile(&url, &mut schemas).expect("a schema");
    Validator { schemas, index }
}

/// Wants `value` to obey; `what` says whose it is.
pub fn check(validator: &Validator, what: &str, value: &Value) {
    if let Err(error) = validator.schemas.validate(value, validator.index) {
        panic!("{what}: {error:#}");
    }
}
